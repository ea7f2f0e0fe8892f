fbq('track', 'PageView');
fetch('https://count.example.net/hit');
