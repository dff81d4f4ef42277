import { useData } from 'vitepress';
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
    const { frontmatter } = useData();
    // The theme's pages have a main landmark, but its home page has none.
    const mark = () => {
      const content = document.getElementById('VPContent');
      if (frontmatter.value.layout === 'home') content?.setAttribute('role', 'main');
      else content?.removeAttribute('role');
    };
    onMounted(mark);
    watch(
      () => frontmatter.value.layout,
      () => nextTick(mark),
    );
  },
};
