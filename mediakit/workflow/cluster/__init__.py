"""Making films on the workers of a Dask cluster."""
