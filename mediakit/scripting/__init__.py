"""mediakit for people who write scripts: the face beside the command line and the studio."""
