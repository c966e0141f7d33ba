/** Words that a short message to a desk is likely to have, by language; no word stands in two lists on purpose. */
const lists: Readonly<Record<string, string>> = {
  en: `the is are am my i you your do does did can could how what when where why who it its to for of and not have has
    had was were with please order refund return delivery help hi hello hey thanks thank thx cheers pls plz still any
    will would should this that there yes broken tracking size cancel cancelled want need get got from out me we they
    card account doesn't don't isn't won't at by an on here all tomorrow today weather play set show find remind book`,
  de: `der die das ein eine einen ich mein meine meinen meiner du ihr wir sie ist sind nicht und oder wo wann warum wie
    wer bitte danke hallo kann können könnt könnte möchte will habe haben hat wurde mit für von auf zum zur im am
    bestellung paket lieferung rechnung rückgabe größe helfen mir mich kein keine noch fehlt passt kommt alle meines
    dem den des spiele zeige füge gib uhr morgen heute wetter wird stelle erinnere erinnerung wecker`,
  fr: `le la les un une des je j'ai mon ma mes tu vous votre nous est sont pas et ou où quand comment pourquoi qui quel
    quelle merci bonjour peux puis-je pouvez veux voudrais avec pour dans sur commande colis livraison remboursement
    n'est n'ai c'est être été arrivé arrivée beaucoup combien s'il plaît avez du au aux ce cette que`,
  es: `el los las una unos yo mi mis tú usted su está están es son y dónde cuándo cómo qué quién cuánto
    cuánta gracias hola quiero puedo puede tengo para por con sin pedido paquete envío devolver reembolso llegado
    funciona código pregunta buenos días del al muy hay tienen cuál hacer`,
  it: `il lo gli uno mio mia miei tuo dov'è sono è e dove quando come perché chi quanto grazie ciao vorrei posso
    puoi ho hai ha con per del della dei nel ordine pacco spedizione rimborso arrivato niente buongiorno mille non che
    costa questo questa alla al sveglia metti mostra domani oggi promemoria riproduci aggiungi`,
  nl: `de het een ik mijn jij je u wij zij is zijn niet en of waar wanneer waarom hoe wie dank alsjeblieft kan
    kunt wil graag heb heeft met voor van op naar bestelling pakket terugsturen verzending hoeveel kost dit dat wel
    geen nog komt toe alle herinner herinnering wekker zet speel voeg morgen vandaag weer`,
  pt: `os umas meu minha você está estão não onde quando como porquê quem quanto obrigado obrigada olá quero posso
    tenho para com sem pedido encomenda entrega reembolso chegou funciona código do da em uma`,
  tr: `ve bir bu şu benim siparişim kargom kargo nerede ne zaman nasıl neden kim kaç teşekkürler teşekkür merhaba
    lütfen istiyorum iade etmek gelir geldi değil mı mi mu mü var yok için ile hava bugün yarın alarm kur ekle göster
    çal tüm hatırlat hatırlatıcı oynat bana saat`,
  id: `yang di mana saya aku anda kamu adalah tidak dan atau kapan bagaimana mengapa siapa berapa terima kasih
    tolong mau ingin bisa dengan untuk dari pesanan paket barang mengembalikan datang halo ini itu apakah ada sudah
    belum hari besok semua pengingat setel tampilkan putar tambahkan ke pada cuaca jam ingatkan`,
};

export const commonWords: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([code, words]) => [code, new Set(words.split(/\s+/))]),
);

/** Letters that few languages have. */
export const tellingLetters: readonly [code: string, letters: RegExp][] = [
  ['de', /[ß]|[äöü]/iu],
  ['tr', /[ışğ]|ç|ö|ü/u],
  ['es', /[ñ¿¡]/iu],
  ['fr', /[œêûëï]|ç/iu],
  ['it', /[ìò]/iu],
];
