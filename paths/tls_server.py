"""The web server of the paths on which the application itself ends TLS: Python's own, on port 8443."""

PORT = 8443

_SERVE = """
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, private_key)
os.makedirs("/tmp/site", exist_ok=True)
os.chdir("/tmp/site")
server = http.server.ThreadingHTTPServer(("", 8443), http.server.SimpleHTTPRequestHandler)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
"""

FROM_FILES = f"""
import http.server, os, ssl
certificate, private_key = "/certificate/tls.crt", "/certificate/tls.key"
{_SERVE}"""

FROM_ENVIRONMENT = f"""
import http.server, os, pathlib, ssl
certificate, private_key = pathlib.Path("/tmp/tls.crt"), pathlib.Path("/tmp/tls.key")
for path, name in ((certificate, "CERTIFICATE"), (private_key, "PRIVATE_KEY")):
    path.touch(mode=0o600)
    path.write_text(os.environ[name])
{_SERVE}"""
