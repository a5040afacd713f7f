"""The graded course: assessments with their keys apart, and the nbgrader folder made from them."""
