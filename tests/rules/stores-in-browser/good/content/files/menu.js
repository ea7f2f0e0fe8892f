if (document.cookie == "") { history.back(); }
