-- Report
SELECT student, course, average, grades FROM report ORDER BY student, course;
