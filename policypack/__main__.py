from container_tls_policies.pack import start

start()
