"""The figures of the lessons: matplotlib artists, and a sentence that says what they show. No widgets here."""
