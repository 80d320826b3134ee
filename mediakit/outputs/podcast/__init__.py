"""What a podcast episode is published with besides its sound: tags, chapters, a cover."""
