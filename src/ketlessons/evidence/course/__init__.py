"""What is taught in which lesson, how long it takes, and which lists of others it meets?"""
