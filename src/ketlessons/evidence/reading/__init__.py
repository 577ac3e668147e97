"""What do the files of the data hold, and may each cell hold it? The one door through which all rows come."""
