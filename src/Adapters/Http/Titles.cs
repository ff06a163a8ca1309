using Marketplace.Kernel;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Adapters.Http;

/// <summary>Problem titles in the reader's language (ru, uz, en) by status; the code says exactly what is wrong.</summary>
internal static class Titles
{
    private static readonly Dictionary<int, (string Ru, string Uz, string En)> ByStatus = new()
    {
        [400] = ("Запрос не удалось прочитать", "So‘rovni o‘qib bo‘lmadi", "The request could not be read"),
        [401] = ("Нужно войти", "Tizimga kirish kerak", "Sign in first"),
        [403] = ("Недостаточно прав", "Ruxsat yetarli emas", "Not allowed"),
        [404] = ("Не найдено", "Topilmadi", "Not found"),
        [405] = ("Метод не поддерживается", "Usul qo‘llab-quvvatlanmaydi", "Method not allowed"),
        [409] = ("Сейчас это невозможно", "Hozir buning iloji yo‘q", "Not possible in this state"),
        [410] = ("Больше не существует", "Endi mavjud emas", "Gone"),
        [412] = ("Данные уже изменились", "Ma’lumotlar o‘zgargan", "Changed meanwhile"),
        [413] = ("Слишком большой запрос", "So‘rov juda katta", "Too large"),
        [415] = ("Неподдерживаемый формат", "Format qo‘llab-quvvatlanmaydi", "Unsupported format"),
        [422] = ("Проверьте данные", "Ma’lumotlarni tekshiring", "Check the input"),
        [423] = ("Временно заблокировано", "Vaqtincha bloklangan", "On hold"),
        [428] = ("Нужен заголовок If-Match", "If-Match sarlavhasi kerak", "If-Match is required"),
        [429] = ("Слишком много запросов", "So‘rovlar juda ko‘p", "Too many requests"),
        [503] = ("Сервис временно недоступен", "Xizmat vaqtincha ishlamayapti", "Temporarily unavailable"),
    };

    public static string Of(HttpContext context, string code, int status)
    {
        if (!ByStatus.TryGetValue(status, out var title)) return code;
        return LanguageOf(context) switch { "ru" => title.Ru, "uz" => title.Uz, _ => title.En };
    }

    public static string LanguageOf(HttpContext context)
    {
        foreach (var part in context.Request.Headers.AcceptLanguage.ToString().Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("ru", StringComparison.OrdinalIgnoreCase)) return "ru";
            if (part.StartsWith("uz", StringComparison.OrdinalIgnoreCase)) return "uz";
            if (part.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return "en";
        }

        return "en";
    }
}
