read-slowly = Lea lo que quiera. Puede parar en cualquier momento.
take-your-time = Tómese su tiempo. Aquí el agua está en calma.
doors-key = Un sol entero significa que hay lugar, un anillo a medias una lista de espera, un anillo liso una lista llena.
