package signup.local.console;

/** Text as HTML. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A web address as a link, anything else as text. */
    static String linked(String address) {
        String text = escape(address);
        return address.startsWith("http://") || address.startsWith("https://")
                ? "<a href=\"" + text + "\" target=\"_blank\" rel=\"noopener noreferrer\">" + text + "</a>"
                : "<code>" + text + "</code>";
    }
}
