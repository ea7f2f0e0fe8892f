read-slowly = Read as much as you like. You can stop at any time.
take-your-time = Take your time. The water is calm here.
