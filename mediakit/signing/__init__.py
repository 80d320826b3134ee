"""Where the signer stands in the picture. Pure."""
