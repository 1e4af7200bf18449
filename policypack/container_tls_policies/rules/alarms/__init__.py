"""CloudWatch alarms on TLS handshakes and on what load balancers report."""
