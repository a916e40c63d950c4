package io.sextant.web.prices;

import io.sextant.api.pricing.OnPremisesCosts;
import io.sextant.api.pricing.OnPremisesRate;
import io.sextant.api.problem.FieldError;
import io.sextant.api.problem.PlatformProblem;
import io.sextant.api.tenancy.Permission;
import io.sextant.api.tenancy.Requires;
import io.sextant.web.layout.FormErrors;
import io.sextant.web.layout.FormState;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Works out what a GPU hour costs on servers of one's own; nothing is recorded. */
@Controller
class OnPremisesController {
    @GetMapping("/prices/on-premises")
    @Requires(Permission.VIEW_CATALOG)
    String rate(@ModelAttribute("typed") OnPremisesForm typed, Model model, HttpServletResponse response) {
        OnPremisesForm form = typed.isBlank() ? OnPremisesForm.example() : typed;
        List<FieldError> errors = new ArrayList<>();
        OnPremisesCosts costs = form.costs(errors);
        try {
            if (errors.isEmpty()) {
                model.addAttribute("rate", OnPremisesView.of(OnPremisesRate.of(costs)));
            }
        } catch (PlatformProblem.Invalid invalid) {
            errors = FormErrors.joined(errors, invalid.errors());
        }
        if (!errors.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        FormState.add(model, "form", form, errors);
        return "prices/on-premises";
    }
}
