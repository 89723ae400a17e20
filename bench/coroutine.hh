// SPDX-License-Identifier: MIT
//
// coroutine.hh - a generator from C++20 coroutines, as std::generator is.
//
// It follows the specification of C++23 (P2502), which these compilers'
// libraries do not have yet: co_yield lends the address of its operand, and
// co_yield elements_of(g) hands over to g, so that an item goes from the
// innermost coroutine straight to the consumer, however deep it is.
//
//	root: the coroutine that the consumer holds.  It knows the leaf, which is
//	resumed, and holds the address of the item.

#ifndef COROUTINE_HH
#define COROUTINE_HH

#include <coroutine>
#include <exception>
#include <memory>
#include <utility>

#include "peer.hh"

namespace PEER_SPACE
{

template <class T> class generator;

template <class T> struct elements_of {
	generator<T> &&of;

	explicit elements_of(generator<T> &&g) : of(std::move(g))
	{
	}
};

template <class T> class [[nodiscard]] generator
{
      public:
	struct promise_type;
	using handle = std::coroutine_handle<promise_type>;

	generator(generator &&other) noexcept
	    : me(std::exchange(other.me, nullptr))
	{
	}
	~generator()
	{
		if (me)
			me.destroy();
	}

	struct sentinel {
	};
	class iterator
	{
	      public:
		explicit iterator(handle h) : root(h)
		{
		}
		const T &operator*() const
		{
			return *root.promise().item;
		}
		iterator &operator++()
		{
			root.promise().leaf.resume();
			return *this;
		}
		bool operator==(sentinel) const
		{
			return root.done();
		}

	      private:
		handle root;
	};

	iterator begin()
	{
		me.resume();
		return iterator(me);
	}
	sentinel end()
	{
		return {};
	}

      private:
	struct to_parent {
		bool await_ready() noexcept
		{
			return false;
		}
		std::coroutine_handle<> await_suspend(handle done) noexcept
		{
			promise_type &p = done.promise();

			if (!p.parent)
				return std::noop_coroutine();
			p.root->leaf = p.parent;
			return p.parent;
		}
		void await_resume() noexcept
		{
		}
	};

	struct to_nested {
		generator of;
		std::exception_ptr error{};

		bool await_ready() noexcept
		{
			return !of.me;
		}
		handle await_suspend(handle parent) noexcept
		{
			promise_type &p = of.me.promise();

			p.root = parent.promise().root;
			p.parent = parent;
			p.error = &error;
			p.root->leaf = of.me;
			return of.me;
		}
		void await_resume()
		{
			if (error)
				std::rethrow_exception(std::move(error));
		}
	};

	explicit generator(handle h) : me(h)
	{
	}

	handle me;
};

template <class T> struct generator<T>::promise_type {
	promise_type *root = this;
	handle leaf = handle::from_promise(*this); // of a root
	const T *item = nullptr;                   // of a root
	handle parent = nullptr;                   // of one that is nested
	std::exception_ptr *error = nullptr;       // its parent's

	generator get_return_object() noexcept
	{
		return generator(handle::from_promise(*this));
	}
	std::suspend_always initial_suspend() noexcept
	{
		return {};
	}
	to_parent final_suspend() noexcept
	{
		return {};
	}
	std::suspend_always yield_value(const T &value) noexcept
	{
		root->item = std::addressof(value);
		return {};
	}
	to_nested yield_value(elements_of<T> &&nested) noexcept
	{
		return { std::move(nested.of) };
	}
	void return_void() noexcept
	{
	}
	void unhandled_exception()
	{
		if (!error)
			throw;
		*error = std::current_exception();
	}
	void await_transform() = delete;
};

} // namespace PEER_SPACE

#endif
