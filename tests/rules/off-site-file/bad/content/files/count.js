fetch("https://count.example.net/?p=" + location.pathname);
