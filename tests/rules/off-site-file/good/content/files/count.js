// https://www.example.org/licence
fetch("/list.json");
