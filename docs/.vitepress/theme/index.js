import { useRoute } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { nextTick, onMounted, watch } from 'vue';
import EvidenceFilter from './EvidenceFilter.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('EvidenceFilter', EvidenceFilter);
  },
  setup() {
    const route = useRoute();
    // The theme's pages have a main landmark, but its home page and the page for what is not found have none.
    const mark = () => {
      const content = document.getElementById('VPContent');
      if (content?.querySelector('main')) content.removeAttribute('role');
      else content?.setAttribute('role', 'main');
    };
    onMounted(() => {
      mark();
      // The search calls itself a button, in which no field may be.
      new MutationObserver(() => {
        const search = document.querySelector('.VPLocalSearchBox[role="button"]');
        search?.setAttribute('role', 'dialog');
        search?.setAttribute('aria-modal', 'true');
        for (const name of ['aria-expanded', 'aria-haspopup', 'aria-owns']) search?.removeAttribute(name);
        // A picture of a key has a name only as a picture.
        for (const key of search?.querySelectorAll('kbd[aria-label]') ?? []) key.setAttribute('role', 'img');
      }).observe(document.body, { childList: true });
    });
    watch(
      () => [route.path, route.data],
      () => nextTick(mark),
    );
  },
};
