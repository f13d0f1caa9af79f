"""Raw text to documents to sentences, by selection of character spans."""
