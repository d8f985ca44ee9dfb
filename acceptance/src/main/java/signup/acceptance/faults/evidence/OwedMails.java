package signup.acceptance.faults.evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import signup.acceptance.faults.evidence.Evidence.Mail;
import signup.acceptance.faults.evidence.Evidence.User;
import signup.acceptance.faults.evidence.Finding.Sort;

/** Who is owed a mail has it, once or under one id, and nobody else has any. */
final class OwedMails {

    private OwedMails() {}

    /** @return how many came again under the same id */
    static long reconcile(Evidence evidence, Findings findings) {
        long repeatedMails = 0;
        Map<String, List<Mail>> mails = evidence.mails().stream().collect(Collectors.groupingBy(Mail::recipient));
        Set<String> owed = new HashSet<>();
        for (User user : evidence.users()) {
            if (!user.owedMail() || user.email() == null) {
                continue;
            }
            owed.add(user.email());
            List<Mail> got = mails.getOrDefault(user.email(), List.of());
            if (got.isEmpty()) {
                findings.found(Sort.LOST, "owed a mail and got none: " + user.sub());
            } else if (got.stream().map(Mail::messageId).distinct().count() > 1) {
                findings.found(Sort.DUPLICATED, "two mails with different ids: " + user.sub());
            } else {
                repeatedMails += got.size() - 1;
            }
        }
        mails.keySet().stream()
                .filter(address -> !owed.contains(address))
                .forEach(address -> findings.found(Sort.UNEXPECTED, "a mail to somebody who is owed none: " + address));
        return repeatedMails;
    }
}
