"""Where the world meets what carries its work out: what it asks, and the events that come back. One file a service."""
