const menu = document.querySelector("nav");
if (menu { menu.hidden = false; }
