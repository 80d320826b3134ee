"""Where the signer stands in the picture, and in step with what. Pure."""
