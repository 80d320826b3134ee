"""What people receive: transcripts and film packages."""
