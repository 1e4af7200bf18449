"""Security groups: whom they let through, who writes them, how many rules they hold."""
