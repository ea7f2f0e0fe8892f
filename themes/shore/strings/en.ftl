read-slowly = Read as much as you like. You can stop at any time.
take-your-time = Take your time. The water is calm here.
doors-key = A full sun means space now, a ring half drawn a waiting list, a plain ring a full list.
