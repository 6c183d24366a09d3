"""The sample pictures, drawn by arithmetic: nobody else's picture is needed to show what Fixative does."""
