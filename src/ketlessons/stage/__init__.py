"""What every picture is made with: the live figure, its look, its words and the controls that move it."""
