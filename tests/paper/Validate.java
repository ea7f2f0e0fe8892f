import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates PDFs against PDF/UA-1 with veraPDF's engine. A line for each: its name, "ok" or the rules that fail. */
public class Validate {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.fromString("ua1");
        for (String file : files) {
            try (FileInputStream in = new FileInputStream(file);
                    PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
                ValidationResult result = validator.validate(parser);
                StringBuilder line = new StringBuilder(file).append('\t');
                line.append(result.isCompliant() && result.getTotalAssertions() > 0 ? "ok" : "fails");
                result.getTestAssertions().stream()
                        .filter(test -> test.getStatus() == TestAssertion.Status.FAILED)
                        .map(test -> test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber())
                        .distinct()
                        .forEach(rule -> line.append('\t').append(rule));
                System.out.println(line);
            }
        }
    }
}
