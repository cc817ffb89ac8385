"""What operations are asked to do, each as the service that does it needs it. Plain data, one file a service."""
