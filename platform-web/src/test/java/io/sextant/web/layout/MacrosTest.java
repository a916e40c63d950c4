package io.sextant.web.layout;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Renders a page that uses every macro once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MacrosTest {
    private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
    private MockMvc pages = MockMvcBuilders.standaloneSetup().build();

    @BeforeAll
    void start() {
        context.setServletContext(new MockServletContext());
        context.register(Setup.class, Page.class);
        context.refresh();
        pages = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @Test
    void drawsFrameNavigationAndFlashMessage() throws Exception {
        ResultActions page = pages.perform(get("/macros"));
        contains(
                page,
                "<!DOCTYPE html>",
                "<title>Macros · Sextant</title>",
                "href=\"/catalog\" aria-current=\"page\"",
                "SLA profile saved.");
    }

    @Test
    void explainsNumbersStatesAndTerms() throws Exception {
        ResultActions page = pages.perform(get("/macros"));
        contains(
                page,
                "popovertarget=\"term-ttft\">TTFT</button>",
                "330–590",
                "badge-ok",
                "/img/icons.svg#modelled",
                "<strong>6</strong> of <span>8</span> <span>GPUs</span>",
                "Ask for fewer replicas.");
    }

    @Test
    void keepsDataFromEndingItsScript() throws Exception {
        pages.perform(get("/macros")).andExpect(content().string(containsString("{\"unit\":\"\\u003c/script>\"}")));
    }

    @Test
    void showsNoListOfErrorsBeforeThereAreAny() throws Exception {
        pages.perform(get("/macros")).andExpect(content().string(not(containsString("need another look"))));
    }

    @Test
    void showsAnErrorInTheListAndAtItsFieldInPlainWords() throws Exception {
        ResultActions page = pages.perform(post("/macros").param("ttftMs", "soon"));
        contains(
                page,
                "need another look",
                "href=\"#ttftMs\"",
                "field-invalid",
                "aria-invalid=\"true\" aria-describedby=\"ttftMs-unit ttftMs-more\"",
                ">Enter a whole number.</a>",
                "<span>Enter a whole number.</span>");
    }

    private static void contains(ResultActions page, String... parts) throws Exception {
        for (String part : parts) {
            page.andExpect(content().string(containsString(part)));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class Setup {
        @Bean
        MessageSource messageSource() {
            ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
            messages.setBasename("messages");
            return messages;
        }

        @Bean
        ThymeleafViewResolver views(MessageSource messages) {
            ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
            templates.setPrefix("templates/");
            templates.setSuffix(".html");
            templates.setCharacterEncoding("UTF-8");
            SpringTemplateEngine engine = new SpringTemplateEngine();
            engine.setTemplateResolver(templates);
            engine.setTemplateEngineMessageSource(messages);
            ThymeleafViewResolver views = new ThymeleafViewResolver();
            views.setTemplateEngine(engine);
            views.setCharacterEncoding("UTF-8");
            return views;
        }
    }

    /** A form as pages have them. */
    record Form(String name, int ttftMs, String sla, String mode, String note, boolean production) {}

    record Option(String value, String label) {}

    record Tab(String key, String label, String path) {}

    @Controller
    static class Page {
        @GetMapping("/macros")
        String show(Model model) {
            model.addAttribute("form", new Form("support", 600, "rag", "online", "", true));
            model.addAttribute("flash", new Flash("ok", "SLA profile saved."));
            return fill(model);
        }

        @PostMapping("/macros")
        String send(@ModelAttribute("form") Form form, BindingResult errors, Model model) {
            return fill(model);
        }

        private static String fill(Model model) {
            model.addAttribute("signedInUser", new Frame.SignedInUser("Ada Kowalski", "Platform administrator"));
            model.addAttribute("options", List.of(new Option("chat", "Chat"), new Option("rag", "RAG")));
            model.addAttribute("tabs", List.of(new Tab("overview", "Overview", "/"), new Tab("cost", "Cost", "/cost")));
            return "testing/macros";
        }
    }
}
