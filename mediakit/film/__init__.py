"""film.toml to Film and back, and Film to Timeline. Pure."""
