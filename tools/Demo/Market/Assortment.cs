namespace Marketplace.Demo.Market;

/// <summary>A kind of goods: its category, names in Russian with plausible makers, price range in roubles, weight and variants.</summary>
internal sealed record Kind(
    string Category, string[] Things, string[] Makers, int From, int To, int Grams, (int L, int W, int H) Size, string Attribute, string[] Values);

/// <summary>What the demo shops sell: invented makers, everyday goods.</summary>
internal static class Assortment
{
    /// <summary>Top categories with names in ru, uz, en, and their sub-categories.</summary>
    public static readonly (string Ru, string Uz, string En, (string Ru, string Uz, string En)[] Below)[] Tree =
    [
        ("Дом и кухня", "Uy va oshxona", "Home and kitchen",
            [("Посуда", "Idish-tovoq", "Tableware"), ("Текстиль", "To‘qimachilik", "Textiles"), ("Освещение", "Yoritish", "Lighting")]),
        ("Одежда и обувь", "Kiyim va poyabzal", "Clothes and shoes",
            [("Футболки и рубашки", "Futbolka va ko‘ylaklar", "T-shirts and shirts"), ("Куртки", "Kurtkalar", "Jackets"), ("Обувь", "Poyabzal", "Shoes")]),
        ("Электроника", "Elektronika", "Electronics",
            [("Наушники", "Quloqchinlar", "Headphones"), ("Зарядка и кабели", "Zaryadlash va kabellar", "Charging and cables")]),
        ("Еда и напитки", "Oziq-ovqat va ichimliklar", "Food and drinks",
            [("Чай и кофе", "Choy va qahva", "Tea and coffee"), ("Сухофрукты и орехи", "Quritilgan meva va yong‘oq", "Dried fruit and nuts")]),
        ("Детям", "Bolalar uchun", "For children", [("Игрушки", "O‘yinchoqlar", "Toys")]),
        ("Спорт", "Sport", "Sport", [("Инвентарь", "Jihozlar", "Equipment")]),
    ];

    /// <summary>The kinds, by sub-category.</summary>
    public static readonly Kind[] Kinds =
    [
        new("Посуда", ["Кружка керамическая", "Набор тарелок", "Сковорода чугунная", "Чайник заварочный", "Пиала ручной работы", "Ляган риштанский"],
            ["Глина и огонь", "Риштан", "Гжельский дворик", "Сольвейг"], 390, 6900, 900, (260, 260, 90), "Цвет", ["белый", "синий", "терракота"]),
        new("Текстиль", ["Плед шерстяной", "Комплект белья", "Полотенце махровое", "Скатерть льняная", "Подушка с лузгой"],
            ["Ивановский лён", "Тёплый дом", "Маргилан шёлк"], 690, 8900, 1400, (350, 300, 120), "Размер", ["евро", "двуспальный", "полуторный"]),
        new("Освещение", ["Лампа настольная", "Гирлянда", "Светильник подвесной", "Ночник"],
            ["Лучик", "Светлая сторона", "Норд Лайт"], 590, 7900, 1100, (280, 200, 200), "Цвет", ["чёрный", "латунь", "белый"]),
        new("Футболки и рубашки", ["Футболка хлопковая", "Рубашка фланелевая", "Лонгслив", "Рубашка из атласа", "Поло"],
            ["Север", "Хлопок Ферганы", "Простая форма"], 790, 4900, 300, (300, 250, 30), "Размер", ["S", "M", "L", "XL"]),
        new("Куртки", ["Куртка стёганая", "Ветровка", "Парка зимняя", "Чапан стёганый"],
            ["Север", "Полюс", "Бухара стиль"], 3900, 18900, 1300, (400, 350, 150), "Размер", ["S", "M", "L", "XL"]),
        new("Обувь", ["Кроссовки беговые", "Ботинки кожаные", "Кеды", "Тапочки войлочные"],
            ["Шаг", "Дорожник", "Валенкин"], 990, 12900, 1000, (330, 220, 120), "Размер", ["38", "40", "42", "44"]),
        new("Наушники", ["Наушники беспроводные", "Наушники накладные", "Гарнитура"],
            ["Тембр", "Октава", "Volna"], 1490, 15900, 250, (180, 160, 70), "Цвет", ["чёрный", "белый"]),
        new("Зарядка и кабели", ["Зарядное устройство 65 Вт", "Кабель USB-C 2 м", "Внешний аккумулятор", "Беспроводная зарядка"],
            ["Ампер", "Volna", "Искра"], 290, 5900, 300, (150, 90, 40), "Цвет", ["чёрный", "белый"]),
        new("Чай и кофе", ["Кофе в зёрнах", "Чай зелёный 95", "Чай травяной", "Какао"],
            ["Обжарка 12", "Самаркандский базар", "Тихая гора"], 250, 2900, 500, (200, 120, 80), "Вес", ["250 г", "500 г", "1 кг"]),
        new("Сухофрукты и орехи", ["Курага", "Изюм чёрный", "Миндаль", "Грецкий орех", "Финики"],
            ["Самаркандский базар", "Сад Намангана", "Ореховый двор"], 290, 2400, 600, (200, 150, 80), "Вес", ["250 г", "500 г", "1 кг"]),
        new("Игрушки", ["Конструктор деревянный", "Мишка плюшевый", "Настольная игра", "Пазл 500"],
            ["Сказка", "Лесовичок", "Умный ёж"], 490, 5900, 800, (300, 250, 100), "Возраст", ["3+", "6+"]),
        new("Инвентарь", ["Коврик для йоги", "Гантели разборные", "Скакалка", "Мяч футбольный", "Палатка двухместная"],
            ["Полюс", "Сила", "Горизонт"], 390, 14900, 2500, (600, 150, 150), "Цвет", ["синий", "зелёный"]),
    ];

    /// <summary>Names and addresses of the shops.</summary>
    public static readonly (string Name, string Slug)[] Shops =
    [
        ("Глина и огонь", "glina-i-ogon"), ("Тёплый дом", "teplyj-dom"), ("Лучик", "luchik"), ("Север", "sever"), ("Хлопок Ферганы", "ferghana-cotton"),
        ("Бухара стиль", "buxara-style"), ("Дорожник", "dorozhnik"), ("Октава", "oktava"), ("Ампер", "amper"), ("Обжарка 12", "obzharka-12"),
        ("Самаркандский базар", "samarkand-bozori"), ("Сад Намангана", "namangan-bog"), ("Умный ёж", "umnyj-ezh"), ("Полюс", "polyus"),
        ("Горизонт", "gorizont"), ("Риштан", "rishton"), ("Волна", "volna"), ("Сказка", "skazka"), ("Ореховый двор", "orehovyj-dvor"), ("Простая форма", "prostaya-forma"),
    ];
}
