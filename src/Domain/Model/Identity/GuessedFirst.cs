namespace Marketplace.Domain.Identity;

/// <summary>
/// Words people choose as passwords, with digits and signs or without: written down for this product, no published list copied.
/// </summary>
internal static class GuessedFirst
{
    private const string Chosen = """
        password passwort passwd pass passwords mypassword passphrase secret secrets topsecret mysecret parol parolparol
        пароль парольпароль мойпароль секрет любовь привет приветик солнце солнышко котёнок котенок зайка малыш любимая любимый
        россия москва спартак зенит динамо победа наташа настя марина сергей андрей максим дмитрий александр алексей анастасия
        admin administrator administration root superuser user username guest login signin welcome changeme letmein letmeinnow
        default test tester testing testtest temp temporary demo example sample master mastermaster access accessaccess
        qwerty qwertyqwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc йцукен йцукенг фывапролд
        iloveyou iloveu loveyou loveme ilovemymom lovelove lovers forever foreverlove always friends friendship bestfriend
        princess princessa sunshine moonlight starlight rainbow butterfly flower flowers blossom jasmine lavender
        dragon monkey tiger panther lion eagle falcon wolf wolves shadow shadows phoenix dolphin turtle bulldog mustang
        football baseball basketball hockey soccer tennis volleyball cricket rugby swimming running skating skater gamer gaming
        liverpool arsenal chelsea manchester barcelona realmadrid juventus bayern milan inter lakers yankees cowboys steelers
        superman batman spiderman ironman wolverine pokemon pikachu naruto minecraft fortnite roblox starwars startrek matrix
        hello hellohello hellothere helloworld goodbye goodmorning goodnight thankyou please whatever nothing everything something
        computer internet keyboard monitor laptop samsung iphone android google facebook instagram youtube telegram whatsapp
        windows microsoft apple linux ubuntu debian oracle mysql postgres postgresql database server network router cisco
        money moneymoney dollar million millionaire business company office manager director success winner champion
        michael michelle jennifer jessica ashley amanda nicole daniel david robert william thomas andrew matthew anthony charles
        joshua jordan justin taylor hannah samantha alexander alexandra victoria elizabeth charlotte sophie natalie natasha
        maria mariana marina anna anastasia svetlana ekaterina tatiana irina olga elena nadezhda vladimir dmitry sergey nikolay
        aziz azizbek bekzod dilnoza dilshod farrux feruza gulnora jasur kamola laylo lola madina malika muhammad nodira
        oybek rustam sardor sevara shahzod shoxrux sitora umida ulugbek umar xurshid zafar zarina
        toshkent tashkent samarqand samarkand buxoro bukhara uzbekistan ozbekiston almaty astana kazakhstan moscow russia
        london paris berlin newyork chicago boston dallas texas california florida america canada australia germany france
        january february march april may june july august september october november december monday tuesday wednesday
        thursday friday saturday sunday summer winter spring autumn summertime wintertime christmas halloween holiday birthday
        black white green yellow orange purple silver golden diamond crystal emerald platinum blue red pink
        chocolate cookie cookies banana apple cherry strawberry pineapple coffee pizza cheese butter sugar honey candy
        mother father brother sister family familia daughter grandma grandpa daddy mommy mama papa baby babygirl babyboy
        angel angels heaven jesus jesuschrist christ godisgood blessed church prayer faith believe destiny freedom liberty
        fuckyou fuckme fuckoff bullshit asshole bitch shithead killer killme monster devil demon satan hellfire
        trustno trustme trustnoone whoami iamgod iamhere itsme myself mylife myname mylove mybaby myfamily
        abcabc abcdef abcdefg abcdefgh abcd aabbcc aaabbb xyzxyz xxxxxx zzzzzz
        market marketplace mymarket shop shopping myshop store mystore seller buyer customer order orders checkout
        ferrari porsche mercedes toyota honda chevrolet corvette camaro harley yamaha suzuki ducati lamborghini
        guitar piano music musica rocknroll metallica nirvana eminem rihanna beyonce madonna blink
        soldier police doctor teacher student school college university nurse captain pirate ninja samurai warrior hunter
        thunder lightning storm hurricane volcano ocean mountain river forest summer island paradise universe galaxy planet
        """;

    public static IReadOnlySet<string> Words { get; } = new HashSet<string>(
        Chosen.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal)
    {
        // Not words, and seen in every leak.
        "123123123", "12341234", "11223344", "112233445566", "123321123", "12344321", "123456789a", "a123456789", "1234qwer",
        "qwer1234", "asdf1234", "zxcv1234", "q1w2e3r4", "1q2w3e4r", "1qaz2wsx", "1qazxsw2", "zaq12wsx", "zaq1zaq1", "qwe123qwe",
        "123qweasd", "123qwe123", "asd123asd", "abc123abc", "abc12345", "1a2b3c4d", "a1b2c3d4", "aa123456", "aa12345678",
        "147258369", "159753159", "19841984", "98765432", "0987654321", "p@ssw0rd", "passw0rd", "pa$$word", "pa55word", "p@$$w0rd",
        "trustno1", "letmein1", "iloveyou1", "monkey123", "dragon123", "4815162342", "31415926", "27182818", "00112233", "8675309",
        "1g2w3e4r", "gfhjkm123", "gfhjkmgfhjkm", "ghbdtnghbdtn", "ghbdtn123", "yfnfif123", "vfhbyf123", "cjkysirj", "k.,jdm123",
    };
}
