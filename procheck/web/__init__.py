"""The local web page: read a document beside the criteria, on this computer alone."""
