"""Facts about AWS that change with time: data files with a source and a date, and their readers."""
