/* Shows only the posts of the chosen tier. Without this script all posts stay to choose from. */
(() => {
    const start = () => {
        const tier = document.querySelector('select[name="tier"]');
        const post = document.querySelector('select[name="post"]');
        if (!tier || !post) {
            return;
        }

        const show = () => {
            const chosen = tier.selectedOptions[0];
            const label = tier.value && chosen ? chosen.textContent.trim() : '';
            post.querySelectorAll('optgroup').forEach((group) => {
                const other = group.label !== label;
                group.hidden = other;
                group.disabled = other;
            });
            const picked = post.selectedOptions[0];
            if (picked && picked.closest('optgroup[disabled]')) {
                post.value = '';
            }
        };

        tier.addEventListener('change', show);
        show();
    };

    if (document.readyState === 'loading') {
        document.addEventListener('DOMContentLoaded', start);
    } else {
        start();
    }
})();
