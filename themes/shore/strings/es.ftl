read-slowly = Lea lo que quiera. Puede parar en cualquier momento.
take-your-time = Tómese su tiempo. Aquí el agua está en calma.
