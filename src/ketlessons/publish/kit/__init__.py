"""What does a teacher take into class? Slides, handouts, notebooks for students, and a book of answers."""
