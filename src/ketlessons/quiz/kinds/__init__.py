"""What is a question, an answer and a verdict? One file a kind of question."""
