package signup.notification.application;

import signup.notification.model.Dispatch;

/** Writes mails. */
public interface Mails {

    /** The mail of this dispatch, in the recipient's language, with a link that starts to live now. */
    Mail write(Dispatch dispatch);

    /**
     * A written mail, without its envelope.
     *
     * @param language of the texts, a BCP 47 tag
     * @param subject one line
     * @param text the plain text part
     * @param html the HTML part
     */
    record Mail(String language, String subject, String text, String html) {
        @Override
        public String toString() {
            return "Mail[language=" + language + "]";
        }
    }
}
