## Alrededor de cada página
skip = Ir a la parte principal
call = Llame al
help-now = Ayuda ahora
menu = Menú
menu-label = Menú principal
menu-close = Cerrar el menú
languages-label = Otros idiomas
crumbs-label = Dónde está usted
untranslated = Esta página todavía no está en español. Aquí está el original.
not-translated = aún sin traducir
in-language-en = en inglés
in-language-es = en español
in-language = en { $name }
or = o
phone = Teléfono
fax = Fax
email = Correo electrónico
portal = Portal de clientes
portal-for = Para clientes
booking = Citas
foot-reach = Comuníquese con nosotros
foot-places = Dónde estamos
foot-more = Más
foot-label = Más páginas
foot-private = Este sitio no usa cookies ni sigue a nadie.
exit = Salir de esta página
exit-label = Salir rápido
exit-note = Abre una página del clima. No borra el historial de su navegador.

## Cuando no puede esperar
crisis-title = Si no puede esperar
crisis-emergency = Alguien está en peligro ahora:
crisis-line = Una crisis o pensamientos de suicidio, de día o de noche:
call-number = Llame al { $number }
text-number = Envíe un mensaje de texto al { $number }
crisis-beside = Si piensa en hacerse daño, no tiene que esperar hasta que nos veamos.
crisis-nobody-sees = Nadie ve esto hasta que usted lo entregue.
level-emergency = Emergencia
level-emergency-text = Alguien está malherido, ha tomado algo o está a punto de actuar por pensamientos de suicidio. Llame y, si puede, no deje sola a esa persona.
level-today = Hoy
level-today-text = Ya no puede seguir así, tiene miedo de lo que pueda hacer o le preocupa alguien. Una persona preparada le escucha, de día y de noche. No necesita las palabras exactas.
level-later = Puede esperar un poco
level-later-text = Quiere hablar con alguien de aquí y por ahora no corre peligro. Díganos cómo comunicarnos con usted.
line-988-hint = en español: oprima el 2, o envíe la palabra AYUDA
line-988-spanish = En español: llame al 988 y oprima el 2, o envíe AYUDA por mensaje de texto al 988.
line-988-asl = Lengua de señas americana (ASL): llame al 988 desde un videoteléfono.
line-988-veterans = Veteranos: llame al 988 y oprima el 1.

## Inicio
book-first = Pida su primera cita
ask-first = Pregúntenos algo
first-fee-lead = Una primera sesión cuesta
for-minutes = { $n ->
    [one] por un minuto
   *[other] por { $n } minutos
}
all-fees = Todos los precios y seguros
fees-ask-page = Cuánto cuesta una sesión
take-your-time = Tómese su tiempo. Puede solo mirar.
who-title = ¿Para quién es?
audience-me = Para mí
audience-child = Para mi hijo, hija o adolescente
audience-couple = Para nosotros dos
audience-someone = Para alguien que me preocupa
audience-unsure = Todavía no lo sé
home-people = Con quién podría hablar
home-paperwork = Antes de su primera visita
home-paperwork-text = Los formularios para una primera visita, para leer, imprimir o llenar en casa. Puede dejar en blanco lo que quiera; lo vemos juntos.
home-articles = Bueno saberlo
doors-key = Una puerta abierta quiere decir que hay lugar; entreabierta, que hay lista de espera; cerrada, que la agenda está llena.
all-people = Todo el equipo
all-articles = Todos los artículos
all-topics = Todos los temas

## Comunicarse
calling-title = Qué pasa cuando usted llama
calling-short = En pocas palabras
calling-script-lead = No tiene que explicar nada. Si le ayuda, lea esto:
calling-script = «Hola, busco terapeuta. Me pueden llamar al … La mejor hora es …»
who-answers = Quién contesta
reply-title = Cuándo le respondemos
reply-within = Respondemos en { $time }.
voicemail-title = Si nadie contesta
voicemail-private = Deje un mensaje. Solo lo escuchan las personas que trabajan aquí.
texting-title = Mensajes de texto
wait-title = Cuánto se puede tardar
as-of = Al { $date }.
reach-title = Teléfono, correo y más
email-caution = Otras personas pueden leer un correo en el camino. Úselo para horarios y cómo llegar, no para nada privado.
places-of-person = Dónde se reúnen
map-link = Abrir un mapa
hours-caption = Horario
directions = Cómo llegar
hours-and-way = Horario y cómo llegar
parking = Estacionamiento
access = Cómo entrar
day-mon = Lunes
day-tue = Martes
day-wed = Miércoles
day-thu = Jueves
day-fri = Viernes
day-sat = Sábado
day-sun = Domingo
closed = Cerrado
hours-range = de { $from } a { $to }
time-am = { $time } a. m.
time-pm = { $time } p. m.
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
date-long = { $day } de { $month } de { $year }

## Precios
fees-title = Cuánto cuesta
fees-caption = Precio de cada sesión
fee-service = Sesión
fee-minutes = Duración
fee-price = Precio
minutes = { $n ->
    [one] un minuto
   *[other] { $n } minutos
}
fee-no-minutes = sin duración fija
fee-ask = Pregúntenos
fees-none = Le diremos cuánto cuesta una sesión antes de que usted decida nada.
insurance-title = Seguro médico
in-network = Estamos en la red de:
out-of-network = Con cualquier otro seguro
estimate-title = Su derecho a un presupuesto
estimate-text = Si paga usted o no usa seguro, tiene derecho a un presupuesto de buena fe: por escrito, antes de empezar, con lo que se espera que cueste su atención.

## Lectura
nav-home = Inicio
nav-articles = Artículos
nav-topics = Temas
nav-providers = Equipo
nav-forms = Formularios
nav-glossary = Palabras que usamos
nav-search = Buscar
articles-title = Artículos
articles-summary = Respuestas claras a lo que la gente pregunta antes de la terapia y durante ella.
feed-title = Nuevos artículos de { $name }
feed-follow = Seguir los nuevos artículos en un lector de feeds
articles-none = Todavía no hay nada que leer aquí.
articles-count = { $n ->
    [one] 1 artículo
   *[other] { $n } artículos
}
topics-title = Temas
topics-summary = Nuestros artículos según de qué tratan.
topic-summary = Lo que hemos escrito sobre { $name }.
by-topic = Por tema
reading-minutes = { $n ->
    [one] 1 minuto de lectura
   *[other] { $n } minutos de lectura
}
contents-title = En esta página
key-points = En pocas palabras
written-by = Texto de
written-for = Para
reviewed-by = Revisado por
posted = Publicado
updated = Cambiado
last-reviewed = Última revisión
review-due = Próxima revisión
references-title = De dónde viene esto
faq-title = Preguntas frecuentes
related-title = También puede leer
pager-label = Páginas de esta lista
pager-previous = Más nuevos
pager-next = Más antiguos
pager-here = Página { $n } de { $total }
page-number = Página { $n }
glossary-title = Palabras que usamos
glossary-summary = Palabras que usan los terapeutas, en español sencillo.
glossary-none = Todavía no hay palabras aquí.
glossary-letters = Palabras por letra
glossary-term = ¿Qué es esto?
also-called = También: { $words }.
footnotes = Notas
footnote-back = Volver al texto, nota
task-done = Hecho
task-open = Pendiente
alert-note = Nota
alert-tip = Consejo
alert-important = Importante
alert-warning = Tenga cuidado
alert-caution = Tenga cuidado
alert-crisis = Si no puede esperar
not-found-title = Esta página no está aquí
not-found-summary = Tal vez se movió, o la dirección tiene un error.
not-found-text = Usted no hizo nada mal. Quizá buscaba una de estas:

## Búsqueda
search-title = Buscar
search-summary = Todo lo que hay en este sitio.
search-label = ¿Qué busca?
search-hint = Las páginas aparecen mientras escribe. Lo que escribe no se envía a ninguna parte.
search-one = Se encontró 1 página.
search-many = Se encontraron { $count } páginas.
search-some = Ninguna página tiene todas estas palabras.
search-none = No se encontró nada.
search-none-text = Pruebe con otra palabra, o con menos palabras. Abajo está la lista de todo. También puede ir aquí:
search-more = Mostrar más
search-broken = La búsqueda no funciona en este momento. Abajo está la lista de todo.
search-crisis-words = sobredosis, no puedo|aguanto mas, quiero desaparecer, no quiero estar|seguir aqui, no quiero seguir viviendo, me quiero morir|matar, quiero morirme|matarme
search-crisis-said = La ayuda en una crisis aparece primero.
search-kind-article = Artículo
search-kind-topic = Tema
search-kind-person = Persona
search-kind-form = Formulario
search-kind-packet = Formularios para la primera visita
search-list-articles = Artículos por tema
search-list-others = Más artículos
search-list-pages = Más páginas

## Equipo
providers-title = Equipo
providers-summary = Quiénes trabajan aquí, a quiénes atienden y quién tiene lugar.
people-none = Todavía no hay nadie en esta lista. Puede llamar y preguntar.
people-count = { $n ->
    [one] 1 persona
   *[other] { $n } personas
}
facet-specialty = Ayuda con
facet-population = Atiende a
facet-insurance = Seguro
facet-language = Idiomas
facet-location = Dónde
facet-telehealth = Por video
facet-space = Lugar
facet-summary = Personas de aquí: { $value }.
accepting-yes = Tiene lugar ahora
accepting-waitlist = Tiene lista de espera
accepting-no = Agenda llena
population-individual = Personas
population-couples = Parejas
population-children = Niñas y niños
population-adolescents = Adolescentes
population-families = Familias
population-groups = Grupos
setting-office = En el consultorio
setting-telehealth = Por video o teléfono
setting-hospital = En el hospital
setting-clinic = En una clínica
setting-school = En la escuela
setting-home = En su casa
setting-community = En la comunidad
telehealth = Por video o teléfono
telehealth-only = Solo por video o teléfono
telehealth-states = Para personas que están en { $states }
filter-title = Encuentre a alguien para usted
filter-clear = Mostrar a todos
filter-one = Una persona coincide.
filter-many = { $count } personas coinciden.
filter-none = Nadie coincide con todo eso. Quite una opción o pregúntenos.
narrowed-to = { $value }: { $n } de { $total }.
supervised-by = Bajo la supervisión de { $name }
licenses-title = Licencia y formación
license-license = Licencia
license-registration = Registro
license-telehealth-registration = Registro de telesalud
license-psypact = Autorización PSYPACT
license-number = número { $number }
license-until = válida hasta el { $date }
license-supervised = Trabaja bajo supervisión
education = Formación
npi = NPI { $number }
taxonomy = Taxonomía { $code }
ages = Edades
modalities = Formas de trabajar
settings = Le atiende
bio-none = { $name } todavía no ha escrito nada aquí.
articles-by = Textos de { $name }
sample-person = Es un ejemplo. Esta persona no existe.

## Papeles
forms-title = Formularios
forms-summary = Lo que hay que llenar y cuánto tiempo toma.
forms-single = Un formulario a la vez
forms-text = Cada uno se abre como una página que puede llenar en su teléfono e imprimir.
forms-none = Aquí no hay formularios. Cuando venga, tendremos papel listo para usted.
packets-title = Para una primera visita
packets-text = Todo junto, en el orden más cómodo.
questions-count = { $n ->
    [one] 1 pregunta
   *[other] { $n } preguntas
}
about-minutes = { $n ->
    [one] alrededor de 1 minuto
   *[other] unos { $n } minutos
}
forms-count = { $n ->
    [one] 1 formulario
   *[other] { $n } formularios
}
version-of = Versión del { $date }
bring-title = Qué traer
arrive-early = { $n ->
    [one] Por favor, llegue 1 minuto antes.
   *[other] Por favor, llegue { $n } minutos antes.
}
packet-help = ¿Prefiere no escribir? Venga así: podemos leerle esto o escribir por usted.
packet-own = Cada persona tiene sus propios papeles. Nadie lee lo que escribió la otra, a menos que esté de acuerdo.
forms-in-packet = Los formularios, en orden
forms-for = Formularios: { $name }
person-client = Cliente
person-partner-1 = Primera persona de la pareja
person-partner-2 = Segunda persona de la pareja
person-young-person = Joven
person-child = Niña o niño
person-parent = Madre o padre
person-parent-1 = Primera madre o padre
person-parent-2 = Segunda madre o padre
person-guardian = Tutor o tutora
person-family = Familia
person-together = En conjunto
returns-title = Cómo nos lo devuelve
returns-portal = Envíelo por el portal de clientes.
returns-bring = Tráigalo cuando venga.
returns-fax = Envíelo por fax al
returns-mail = Envíelo por correo postal a
no-email = Por favor, no lo envíe por correo electrónico.
no-email-why = Otras personas pueden leer un correo en el camino.
in-short = En pocas palabras
part-of = Forma parte de
private-title = Solo usted puede ver esto
private-text = Nada de lo que escriba sale de esta página. No se envía ni se guarda; cuando cierre la página, desaparece. Imprímala cuando termine.
private-return = Después, vea:
print = Imprimir este formulario
clear = Borrar mis respuestas
clear-ask = ¿Borrar todo lo que ha escrito?
clear-done = Todas las respuestas se borraron de esta página.
metadata-only = Los dueños de este formulario no nos permiten mostrar aquí sus preguntas. Lo recibirá en papel o en el portal.
source-title = Sobre este formulario
copy-number = { $n } de { $total }
required = (lo necesitamos)
choose-any = Marque todo lo que corresponda.
option-yes = Sí
option-no = No
option-unsure = No lo sé
option-decline = Prefiero no decirlo
option-other = Otro
option-other-say = Otro: diga cuál
scale-hint = { $from } es «{ $low }» y { $to } es «{ $high }».
number-range = Un número del { $from } al { $to }.
time-hint = Por ejemplo, 3:30 p. m.
date-month = Mes
date-day = Día
date-year = Año
address-street = Calle y número
address-city = Ciudad
address-state = Estado
address-zip = Código postal
voicemail-ask = ¿Podemos dejar un mensaje en este número?
initials = Sus iniciales
bring-copy = Por favor, traiga esto. Hacemos una copia y se lo devolvemos.
table-cell = { $column }, fila { $n }
signature = Firma
signature-how = Usted firma en papel, o con nosotros en el consultorio.
signature-of = Firma ({ $role })
signature-date = Fecha de la firma
signature-name = Nombre en letra de molde
signature-relationship = Parentesco o relación con el cliente, si firma por otra persona
signature-witness = Firma de un testigo
signature-witness-name = Testigo, nombre en letra de molde

## Condiciones: `place` es `next` en las partes siguientes de una condición unida, que van sin la primera palabra.
quoted = «{ $text }»
condition-is = { $place ->
    [next] la { $number } es { $value }
   *[first] Si la { $number } es { $value }
}
condition-is-not = { $place ->
    [next] la { $number } no es { $value }
   *[first] Si la { $number } no es { $value }
}
condition-any-of = { $place ->
    [next] la { $number } es { $value }
   *[first] Si la { $number } es { $value }
}
condition-at-least = { $place ->
    [next] la { $number } es { $value } o más
   *[first] Si la { $number } es { $value } o más
}
condition-at-most = { $place ->
    [next] la { $number } es { $value } o menos
   *[first] Si la { $number } es { $value } o menos
}
condition-answered = { $place ->
    [next] contestó la { $number }
   *[first] Si contestó la { $number }
}
condition-and = { $first } y { $second }
condition-or = { $first } o { $second }

## Papel
print-client-name = Nombre del cliente
print-birth-date = Fecha de nacimiento
print-date = Fecha
print-date-format = MM/DD/AAAA
print-initials = Iniciales
print-all = Todo junto: { $title }
print-page = Página { $n } de { $total }
print-packet-page = paquete { $n } de { $total }
print-page-number = página { $n }
print-blank = Este lado está vacío a propósito. No falta nada.
print-contents = Qué hay en este paquete
print-sign-on = Firma: pág. { $pages }
print-initial-on = Iniciales: pág. { $pages }
print-no-printer = ¿Sin impresora? Aquí hay papel.
print-crisis-call = { $name }: llame al { $number }
print-crisis-call-or-text = { $name }: llame o envíe un mensaje al { $number }
print-crisis-emergency = Si alguien está en peligro ahora: llame al { $number }
print-client-copy = Su copia
print-staff = Para el personal
print-staff-question = Pregunta
print-staff-points = Puntos de cada respuesta
print-staff-as-written = el número tal como está escrito
print-staff-sum = Suma
print-staff-meaning = Qué significa
print-staff-range = { $from } a { $to }
print-staff-flags = Preste atención a
print-staff-office = Para la oficina
print-title = En papel
print-large = letra grande
print-other-paper = Papel { $paper }
print-pages = { $n ->
    [one] 1 página
   *[other] { $n } páginas
}
print-fillable = se puede llenar
print-facts = PDF, { $pages }, { $size }
print-handout = Para imprimir y llevar
