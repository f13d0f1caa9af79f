"""The seminar: exercises that answer back, and the copies of its notebooks for students and teacher."""
