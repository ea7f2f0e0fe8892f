window.intercomSettings = {};
(function (h) { h._hjSettings = { hjid: 1 }; })(window);
