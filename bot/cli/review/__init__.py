"""What readers agreed to pass on, as volunteers see it: in clusters, with what is nearest."""
