"""What the words of the library must keep to; responses/editorial says which words and names."""
