"""What Istio takes without a word, and what leaves or stays without TLS for it."""
