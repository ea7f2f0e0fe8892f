document.cookie = "seen=1";
localStorage.setItem("a", "b");
