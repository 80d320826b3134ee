"""What makes subtitles worth reading, as tables: limits, who breaks them, what is safely mended."""
